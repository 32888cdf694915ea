import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dnsWithin,
  ipWithin,
  isReadableHost,
  isReadableMail,
  isReadableUri,
  mailWithin,
  uriWithin,
} from './path-subtree.ts';

test('a DNS subtree holds its base and all labels to the left of it', () => {
  assert.ok(dnsWithin('example.tw', 'example.tw'));
  assert.ok(dnsWithin('A.Example.TW.', 'example.tw'));
  assert.ok(!dnsWithin('badexample.tw', 'example.tw'));
  assert.ok(dnsWithin('a.example.tw', '.example.tw'));
  assert.ok(!dnsWithin('example.tw', '.example.tw'));
  assert.ok(dnsWithin('anything', ''));
});

test('a mail subtree is a mailbox, a host, or the hosts below a domain', () => {
  assert.ok(mailWithin('a@example.tw', 'a@EXAMPLE.tw'));
  assert.ok(!mailWithin('A@example.tw', 'a@example.tw'));
  assert.ok(mailWithin('a@example.tw', 'example.tw'));
  assert.ok(!mailWithin('a@mail.example.tw', 'example.tw'));
  assert.ok(mailWithin('a@mail.example.tw', '.example.tw'));
  assert.ok(!mailWithin('a@example.tw', '.example.tw'));
  assert.ok(!mailWithin('no mailbox', 'example.tw'));
});

test('a URI subtree is about the host alone', () => {
  assert.ok(uriWithin('http://example.tw:8080/a?b', 'example.tw'));
  assert.ok(uriWithin('https://user@a.example.tw', '.example.tw'));
  assert.ok(!uriWithin('http://a.example.tw', 'example.tw'));
  assert.ok(!uriWithin('http://example.org/example.tw', 'example.tw'));
  assert.ok(!uriWithin('http://example.tw@example.org', 'example.tw'));
});

test('an IP subtree is address and mask of the same family', () => {
  const base = Uint8Array.of(192, 168, 0, 0, 255, 255, 0, 0);
  assert.ok(ipWithin(Uint8Array.of(192, 168, 7, 9), base));
  assert.ok(!ipWithin(Uint8Array.of(192, 169, 7, 9), base));
  assert.ok(!ipWithin(new Uint8Array(16), base));
});

test('what cannot be compared is known as such', () => {
  assert.ok(!isReadableUri('urn:kaika'));
  assert.ok(!isReadableUri('http://10.0.0.1/'));
  assert.ok(!isReadableUri('http://[::1]/'));
  assert.ok(!isReadableMail('@example.tw'));
  assert.ok(!isReadableHost('*.example.tw'));
  assert.ok(!isReadableHost('exa mple'));
});
