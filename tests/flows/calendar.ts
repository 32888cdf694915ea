import assert from 'node:assert/strict';

/**
 * Checks an iCalendar stream against RFC 5545 as far as ours go: lines end in CRLF and hold at most 75 octets (§3.1), every line is a
 * content line, components nest, each has what it must (§3.6, §3.6.1, §3.6.6), identifiers differ, stamps are UTC (§3.8.7.2).
 */
export function assertCalendar(text: string, said: string): void {
  assert.ok(text.endsWith('\r\n'));
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!line.includes('\n') && !line.includes('\ufffd'), 'no bare line feed, no torn character');
  }
  const lines = text.replaceAll('\r\n ', '').slice(0, -2).split('\r\n');
  const open: string[] = [];
  const events: Map<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', , value = ''] =
      /^([A-Z-]+)((?:;[A-Z-]+=[^:;,"]+)*):(.*)$/.exec(line) ?? assert.fail(line);
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push(new Map());
    } else if (name === 'END') assert.equal(open.pop(), value);
    else if (open.at(-1) === 'VEVENT') {
      assert.ok(!events.at(-1)?.has(name), `${name} twice`);
      events.at(-1)?.set(name, value);
    }
  }
  assert.deepEqual(open, []);
  assert.deepEqual([lines[0], lines[1]], ['BEGIN:VCALENDAR', 'VERSION:2.0']);
  assert.ok(lines.some((line) => line.startsWith('PRODID:')));
  assert.ok(events.length > 0);
  for (const event of events) {
    assert.match(event.get('DTSTAMP') ?? '', /^\d{8}T\d{6}Z$/);
    assert.match(event.get('UID') ?? '', /^\S+@\S+$/);
    assert.match(event.get('DTSTART') ?? '', /^\d{8}$/);
  }
  assert.equal(new Set(events.map((event) => event.get('UID'))).size, events.length);
  assert.ok(lines.some((line) => line.startsWith('TRIGGER:-P')));
  assert.ok(text.replaceAll('\r\n ', '').includes(said));
}
