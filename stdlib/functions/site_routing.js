// A CloudFront Function of SpaSite, run on each request that is not for an asset. A single-page application draws its
// pages itself, from their paths, so each path that is not a file's gets the one page that there is.
function handler(event) {
  const request = event.request;
  const name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  const isFile = /\.[A-Za-z][A-Za-z0-9]*$/.test(name);
  // What stands in /.well-known/ is read by programs, and often has no extension.
  if (!isFile && !request.uri.startsWith('/.well-known/')) {
    request.uri = '/index.html';
  }
  return request;
}
