// Called by Cognito before somebody is signed up. Throwing refuses, with a message that the person sees.
exports.handler = async (event) => {
  const invited = event.triggerSource !== 'PreSignUp_SignUp';
  if (invited) return event; // an organizer, or another identity provider, vouches for them

  const email = (event.request.userAttributes.email || '').trim().toLowerCase();
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const refused = (process.env.REFUSED_DOMAINS || '').split(',').filter(Boolean);
  if (refused.some((name) => domain === name || domain.endsWith('.' + name))) {
    throw new Error('Please sign up with an address that you will still have at the next event.');
  }

  // On developers' machines nobody waits for an e-mail.
  if (process.env.CONFIRM_AT_ONCE === 'yes') {
    event.response.autoConfirmUser = true;
    event.response.autoVerifyEmail = true;
  }
  return event;
};
