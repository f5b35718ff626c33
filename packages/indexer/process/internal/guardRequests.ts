import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

/** Whom an indexer answers. */
export interface RequestRules {
  /** Host names besides loopback, without a port. */
  readonly hosts: readonly string[];
  /** Such as `https://example.org`, or `http://127.0.0.1:*` for every port. */
  readonly origins: readonly string[];
}

/** Whether a `Host` header names this machine, or a name that was allowed; another one is a page that rebound its name. */
export function isAllowedHost(host: string | undefined, hosts: readonly string[]): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname, username, pathname, search, hash } = new URL(`http://${host}`);
  if (username !== '' || pathname !== '/' || search !== '' || hash !== '') return false;
  return ['127.0.0.1', 'localhost', '[::1]', ...hosts].includes(hostname);
}

/** Whether a page of this origin may read the answers. */
export function isAllowedOrigin(origin: string, origins: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: normal } = new URL(origin);
  return origin === normal && (origins.includes(normal) || origins.includes(`${protocol}//${hostname}:*`));
}

/** Makes every HTTP server of this process refuse other hosts and pages, before anything else sees the request. */
export function guardRequests({ hosts, origins }: RequestRules): void {
  const createServer = http.createServer;
  const guard =
    (listener: RequestListener): RequestListener =>
    (request: IncomingMessage, response) => {
      const { host, origin } = request.headers;
      if (!isAllowedHost(host, hosts)) return refuse(response, 'host');
      if (origin !== undefined && !isAllowedOrigin(origin, origins)) return refuse(response, 'origin');
      echoOrigin(response, origin);
      listener(request, response);
    };
  http.createServer = ((...args: unknown[]) =>
    (createServer as (...args: unknown[]) => http.Server)(
      ...args.map((arg) => (typeof arg === 'function' ? guard(arg as RequestListener) : arg)),
    )) as typeof createServer;
}

function refuse(response: ServerResponse, what: 'host' | 'origin'): void {
  response.writeHead(403, { 'content-type': 'text/plain' }).end(`This ${what} is not allowed`);
}

/** Ponder answers `*`, which would let every page read. */
function echoOrigin(response: ServerResponse, origin: string | undefined): void {
  const { writeHead } = response;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers: Record<string, unknown> = { vary: 'Origin' };
    for (const [name, value] of Object.entries(rest.find((item) => typeof item === 'object') ?? {}))
      headers[name.toLowerCase()] = value;
    delete headers['access-control-allow-origin'];
    if (origin !== undefined) headers['access-control-allow-origin'] = origin;
    return writeHead.call(response, status, headers as http.OutgoingHttpHeaders);
  }) as typeof writeHead;
}
