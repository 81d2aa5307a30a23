// The function that Cognito asks before it signs somebody up: `node --test tests/javascript/pre_sign_up.test.js`.
const assert = require('node:assert');
const { afterEach, test } = require('node:test');
const { handler } = require('../../examples/batbern/functions/pre_sign_up.js');

/** What Cognito sends, as its documentation has it. */
function event(email, triggerSource = 'PreSignUp_SignUp') {
  return {
    version: '1',
    triggerSource,
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_abc',
    userName: 'x',
    callerContext: { clientId: 'c' },
    request: { userAttributes: email === undefined ? {} : { email } },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  };
}

afterEach(() => {
  delete process.env.REFUSED_DOMAINS;
  delete process.env.CONFIRM_AT_ONCE;
});

test('people sign up, and confirm by e-mail', async () => {
  process.env.REFUSED_DOMAINS = 'mailinator.com';
  process.env.CONFIRM_AT_ONCE = 'no';
  const result = await handler(event('anna@example.ch'));
  assert.deepStrictEqual(result, event('anna@example.ch'));
});

test('addresses of an hour are refused, whatever their case, and below their domains', async () => {
  process.env.REFUSED_DOMAINS = 'mailinator.com,yopmail.com';
  for (const email of ['a@mailinator.com', 'a@MAILINATOR.com', 'a@x.yopmail.com', '"a@b"@yopmail.com']) {
    await assert.rejects(handler(event(email)), /still have at the next event/, email);
  }
  for (const email of ['a@notmailinator.com', 'mailinator.com@example.ch', 'a@yopmail.com.ch']) {
    assert.ok(await handler(event(email)), email);
  }
});

test('who is invited, or comes from another provider, is not asked', async () => {
  process.env.REFUSED_DOMAINS = 'mailinator.com';
  process.env.CONFIRM_AT_ONCE = 'yes';
  for (const source of ['PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider']) {
    const result = await handler(event('a@mailinator.com', source));
    assert.strictEqual(result.response.autoConfirmUser, false);
  }
});

test('in development nobody waits for an e-mail', async () => {
  process.env.CONFIRM_AT_ONCE = 'yes';
  const { response } = await handler(event('anna@example.ch'));
  assert.strictEqual(response.autoConfirmUser, true);
  assert.strictEqual(response.autoVerifyEmail, true);
});

test('an event without an address, and a function without settings, do no harm', async () => {
  assert.deepStrictEqual(await handler(event(undefined)), event(undefined));
  process.env.REFUSED_DOMAINS = '';
  assert.ok(await handler(event('anna@example.ch')));
});
