// The routing function of std.cdn's SpaSite: `node --test tests/javascript/site_routing.test.js`.
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');

const code = readFileSync(join(__dirname, '../../stdlib/functions/site_routing.js'), 'utf8');
const context = vm.createContext({});
// As SpaSite writes it.
vm.runInContext(`const home = "www.example.com";\nconst moved = ["example.com","example.ch"];\n${code}`, context);

/** What CloudFront asks the bucket for when a browser asks for `uri`. */
function routed(uri) {
  const request = { method: 'GET', uri, querystring: { q: { value: '1' } }, headers: { host: { value: 'www.example.com' } } };
  const result = context.handler({ version: '1.0', request });
  assert.strictEqual(result, request, 'the request goes on, with all that it had');
  assert.deepStrictEqual(Object.keys(result), ['method', 'uri', 'querystring', 'headers']);
  return result.uri;
}

test('pages that the application draws get its one page', () => {
  for (const uri of ['/', '/events', '/events/', '/events/2025', '/speakers/anna.', '/a.b/c', '/release/v1.2', '/x/1.5.0']) {
    assert.strictEqual(routed(uri), '/index.html', uri);
  }
});

test('files are served as they are', () => {
  for (const uri of ['/index.html', '/favicon.ico', '/robots.txt', '/img/logo.large.svg', '/fonts/a.woff2', '/a/b.PDF']) {
    assert.strictEqual(routed(uri), uri);
  }
});

test('what programs look for in /.well-known/ is served as it is', () => {
  assert.strictEqual(routed('/.well-known/apple-app-site-association'), '/.well-known/apple-app-site-association');
  assert.strictEqual(routed('/docs/.well-known/x'), '/index.html');
});

/** What a reader who asks for `uri` of `host` is answered. */
function answered(host, uri, querystring) {
  return context.handler({ version: '1.0', request: { method: 'GET', uri, querystring, headers: { host: { value: host } } } });
}

test('readers of the other names are sent to the same page of the site', () => {
  const query = { q: { value: 'a%20b' }, tag: { value: 'x', multiValue: [{ value: 'x' }, { value: 'y' }] }, all: { value: '' } };
  for (const host of ['example.com', 'example.ch']) {
    const answer = answered(host, '/events/2025', query);
    assert.strictEqual(answer.statusCode, 301);
    assert.strictEqual(answer.headers.location.value, 'https://www.example.com/events/2025?q=a%20b&tag=x&tag=y&all');
    assert.strictEqual(answered(host, '/', {}).headers.location.value, 'https://www.example.com/');
  }
});

test('readers of its own name, and of CloudFront\'s, stay', () => {
  for (const host of ['www.example.com', 'd111111abcdef8.cloudfront.net', 'notexample.com']) {
    assert.strictEqual(answered(host, '/events', {}).uri, '/index.html');
  }
  const request = { method: 'GET', uri: '/events', querystring: {}, headers: {} };
  assert.strictEqual(context.handler({ version: '1.0', request }).uri, '/index.html');
});

test('it fits what CloudFront takes', () => {
  assert.ok(Buffer.byteLength(code) <= 10240, 'the code of a function has 10 KB at most');
});
