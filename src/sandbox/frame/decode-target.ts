/** The path and query of a request as a person reads them: what faults are tested against and what the traffic log shows. */

/** `http://127.0.0.1:1/a%20b?x=1+2` becomes `/a b?x=1 2`. A broken escape stays as it was sent. */
export function decodeTarget(url: string): string {
  const { pathname, search } = new URL(url);
  return decodePart(pathname) + decodePart(search.replaceAll('+', '%20'));
}

function decodePart(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch (error) {
      if (error instanceof URIError) return escapes;
      throw error;
    }
  });
}
