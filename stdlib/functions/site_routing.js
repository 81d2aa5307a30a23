// A CloudFront Function of SpaSite, run on each request that is not for an asset. SpaSite writes two lines before it:
// `home`, the site's name, and `moved`, its other names, whose readers are sent there. CloudFront's JavaScript is ECMAScript
// 5.1 with little of what came later.

// The query as it came, from the parts that CloudFront takes it into.
function queryOf(request) {
  const parts = [];
  for (const name in request.querystring) {
    const found = request.querystring[name];
    (found.multiValue || [found]).forEach(function (one) {
      parts.push(one.value === '' ? name : name + '=' + one.value);
    });
  }
  return parts.length === 0 ? '' : '?' + parts.join('&');
}

function handler(event) {
  const request = event.request;
  const host = request.headers.host ? request.headers.host.value : '';
  if (moved.indexOf(host) >= 0) {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: 'https://' + home + request.uri + queryOf(request) } },
    };
  }
  // A single-page application draws its pages itself, from their paths, so each path that is not a file's gets the one
  // page that there is. What stands in /.well-known/ is read by programs, and often has no extension.
  const name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  const isFile = /\.[A-Za-z][A-Za-z0-9]*$/.test(name);
  if (!isFile && request.uri.indexOf('/.well-known/') !== 0) {
    request.uri = '/index.html';
  }
  return request;
}
