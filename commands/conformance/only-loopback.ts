/** Answers for an address that is not on this machine; undefined where nobody does. */
export type StandIn = (url: URL) => Response | undefined;

/**
 * From now on `fetch` of this process reaches loopback alone; for any other address, `standIn` answers or the request
 * fails. A `did:web` resolves to HTTPS, which the system on one machine does not speak: there it is asked by HTTP.
 */
export const stayOnLoopback = (standIn: StandIn): void => {
  const reach = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.hostname !== '127.0.0.1') {
      const answer = standIn(url);
      if (answer) return answer;
      throw new TypeError(`${url.href} is not on this machine`);
    }
    url.protocol = 'http:';
    return reach(new Request(url, request));
  };
};
