// Letters to organisations, read as a person reads them.

const KINDS = { notice: /please answer within/, code: /your code/, more: /there is more to see/, stop: /please stop/ };

/** Reads an .eml file. */
export function readLetter(source) {
  const text = source.replaceAll('\r\n', '\n');
  const gap = text.indexOf('\n\n');
  const headers = text.slice(0, gap).replace(/\n[ \t]+/g, ' ');
  const header = (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  const body = decode(text.slice(gap + 2), header('Content-Transfer-Encoding').toLowerCase());
  const subject = encodedWords(header('Subject'));
  const to = header('To');
  return {
    to,
    /** Its address without the rest: `tees-pride` of referrals@tees-pride.example. */
    agency: /@([^>\s]+)\.example/.exec(to)?.[1] ?? to,
    subject,
    kind: Object.keys(KINDS).find((kind) => KINDS[kind].test(subject)),
    text: body,
    headers,
    /** The link it names. */
    link: /^https?:\/\/\S+\/r\/\S+$/m.exec(body)?.[0],
    /** The one-time code it names, as it is written there. */
    code: /\b\d{4} \d{4}\b/.exec(body)?.[0],
    /** The request that the code is for. */
    request: /for request ([^\s.]+)/.exec(body)?.[1],
  };
}

function decode(body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return bytes(body.replaceAll('=\n', ''), /=([0-9A-F]{2})/gi);
  return body;
}

function encodedWords(text) {
  return text.replace(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, way, word) =>
    way.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : bytes(word.replaceAll('_', ' '), /=([0-9A-F]{2})/gi),
  );
}

function bytes(text, pattern) {
  return Buffer.from(Buffer.from(text, 'utf8').toString('latin1').replace(pattern, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
}
