import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { DocumentError } from './error.ts';
import { intake, largestDocument } from './intake.ts';

function refuses(code: string): (error: unknown) => boolean {
  return (error) => error instanceof DocumentError && error.code === code;
}

function pdf(...objects: readonly string[]): Buffer {
  const body = objects.map((object, at) => `${at + 2} 0 obj\n${object}\nendobj\n`).join('');
  const catalog = '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n';
  return Buffer.from(`%PDF-1.7\n${catalog}${body}trailer << /Root 1 0 R >>\n%%EOF\n`, 'latin1');
}

function packed(dictionary: string, content: string): string {
  return `<< ${dictionary} >>\nstream\n${deflateSync(content).toString('latin1')}\nendstream`;
}

const pages = '<< /Type /Pages /Kids [] /Count 0 >>';
const objectStream = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode';
const script = '7 0 << /S /JavaScript /JS (app.alert) >>';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

function png(width = 1, height = 1): Buffer {
  const header = Buffer.from('00000000000000000802000000', 'hex');
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const data = deflateSync(Buffer.alloc(4));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}

const jpeg = Buffer.from(
  'ffd8ffe000024a46ffc0000b080001000101011100ffda0008010100003f0012ff0034ffd056ffd9'.replace(
    'ffe000024a46',
    'ffe00002',
  ),
  'hex',
);

test('a document is what its content says, whatever it is called', () => {
  assert.equal(intake(pdf(pages)).type, 'application/pdf');
  assert.equal(intake(png()).type, 'image/png');
  assert.equal(intake(jpeg).type, 'image/jpeg');
  for (const other of [
    'MZ\x90',
    '<html>',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    'GIF89a',
    'PK\x03\x04',
    ' %PDF-1.7\n%%EOF',
  ]) {
    assert.throws(() => intake(Buffer.from(other, 'latin1')), refuses('document.type-unknown'), other);
  }
  assert.throws(() => intake(new Uint8Array()), refuses('document.empty'));
  assert.throws(() => intake(new Uint8Array(largestDocument + 1)), refuses('document.too-large'));
});

test('what stands behind the end of a picture is cut off', () => {
  const hidden = Buffer.from('<script>alert(1)</script>PK\x03\x04', 'latin1');
  for (const picture of [png(), jpeg]) {
    assert.deepEqual(Buffer.from(intake(Buffer.concat([picture, hidden])).bytes), picture);
  }
});

test('a picture cut anywhere, with a changed checksum or of a size nobody can unpack is damaged', () => {
  for (const picture of [png(), jpeg]) {
    for (let length = 9; length < picture.length; length += 1) {
      assert.throws(() => intake(picture.subarray(0, length)), refuses('document.damaged'), `${length}`);
    }
  }
  const changed = png();
  changed[17] = 9;
  assert.throws(() => intake(changed), refuses('document.damaged'));
  assert.throws(() => intake(png(65_000, 65_000)), refuses('document.damaged'));
  assert.throws(() => intake(png(0, 1)), refuses('document.damaged'));
});

test('a PDF with programs, embedded files or actions that leave it is refused, however its names are written', () => {
  for (const object of [
    '<< /OpenAction << /S /JavaScript /JS (app.alert) >> >>',
    '<< /OpenAction << /S /J#61v#61Script >> >>',
    '<< /S /Launch /F (calc.exe) >>',
    '<< /Names << /EmbeddedFiles 9 0 R >> >>',
    '<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream',
    '<< /AcroForm << /XFA 4 0 R >> >>',
    '<< /S /SubmitForm /F (http://elsewhere.example) >>',
    '<< /Subtype /RichMedia >>',
    '<< /S /GoToE >>',
  ]) {
    assert.throws(() => intake(pdf(pages, object)), refuses('document.active'), object);
  }
});

test('a program in an object stream is found, packed or not, and whatever stands around it', () => {
  for (const object of [
    packed(objectStream, script),
    packed('/N 1 /First 4 /Filter /FlateDecode', script),
    packed('/Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode', script),
    packed(`${objectStream} /X (9 0 obj << \\( )`, script),
    packed(`${objectStream} /X (obj<<)`, script),
    `<< /Type /ObjStm /N 1 /First 4 >>\nstream\n${script}\nendstream`,
    `<< /X (>>\nstream\n) >>\nendobj\n6 0 obj\n${packed(objectStream, script)}`,
  ]) {
    assert.throws(() => intake(pdf(pages, object)), refuses('document.active'), object);
  }
});

test('an object stream that cannot be looked into is refused: another filter, a predictor, damage, a bomb', () => {
  const bomb = deflateSync(Buffer.alloc(40 * 1024 * 1024)).toString('latin1');
  for (const object of [
    `<< /Type /ObjStm /N 1 /First 4 /Filter /LZWDecode >>\nstream\nxx\nendstream`,
    `<< /Type /ObjStm /N 1 /First 4 /Filter [/ASCII85Decode /FlateDecode] >>\nstream\nxx\nendstream`,
    packed(`${objectStream} /DecodeParms << /Predictor 12 >>`, script),
    `<< ${objectStream} >>\nstream\nnothing packed\nendstream`,
    `<< ${objectStream} >>\nstream\n${bomb}\nendstream`,
  ]) {
    assert.throws(() => intake(pdf(pages, object)), refuses('document.damaged'), object.slice(0, 80));
  }
});

test('an encrypted PDF and one without pages or an end are refused', () => {
  assert.throws(() => intake(pdf(pages, '<< /Encrypt 5 0 R >>')), refuses('document.encrypted'));
  assert.throws(() => intake(Buffer.from('%PDF-1.7\n%%EOF')), refuses('document.damaged'));
  assert.throws(() => intake(pdf(pages).subarray(0, 80)), refuses('document.damaged'));
});

test('what a plain scan or a word processor writes is taken: links, forms, fonts, pictures, object streams', () => {
  const objects = packed(
    objectStream,
    '7 0 << /Type /Page /Annots [<< /S /URI /URI (https://a.example) >>] >>',
  );
  const outline = '<< /Type /Outlines /First 9 0 R /Last 9 0 R /AP << /N 8 0 R >> >>';
  const picture = '<< /Subtype /Image /Filter /DCTDecode /Length 4 >>\nstream\n\xff\xd8\xff\xd9\nendstream';
  assert.equal(intake(pdf(pages, objects, outline, picture)).type, 'application/pdf');
});

test('any octets give a document or a coded refusal', () => {
  const seeds = [pdf(pages, packed(objectStream, script)), png(), jpeg];
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.nat(), fc.nat(255), (seed, at, value) => {
      const bytes = Buffer.from(seed);
      bytes[at % bytes.length] = value;
      try {
        intake(bytes);
      } catch (error) {
        assert.ok(error instanceof DocumentError && error.code.startsWith('document.'), String(error));
      }
    }),
    { numRuns: 300 },
  );
});
