// Passes requests on to an endpoint and adds the token that the program before it cannot send. Says where it listens.
//
//   node with_token.mjs ORIGIN      (the token is in $TOKEN)

import { createServer, request } from "node:http";

const endpoint = new URL(process.argv[2]);

const proxy = createServer((asked, answered) => {
  const here = `:${proxy.address().port}`;
  // Only its own address becomes the endpoint's; a foreign one stays foreign.
  const moved = (value) => (value?.endsWith(here) ? value.slice(0, -here.length) + `:${endpoint.port}` : value);
  const headers = { ...asked.headers, host: moved(asked.headers.host), authorization: `Bearer ${process.env.TOKEN}` };
  if (headers.origin) headers.origin = moved(headers.origin);
  const { method, url: path } = asked;
  const onward = request({ host: endpoint.hostname, port: endpoint.port, method, path, headers }, (answer) => {
    answered.writeHead(answer.statusCode, answer.headers);
    answered.flushHeaders();
    answer.pipe(answered);
  });
  onward.on("error", () => answered.destroy());
  answered.on("close", () => onward.destroy());
  asked.pipe(onward);
});

proxy.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${proxy.address().port}`));
