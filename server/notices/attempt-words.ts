// What came of a try, as a sentence that says what to do. Codes are kept, sentences are made when they are read.
const sentences: Readonly<Record<string, string>> = {
  no_server: 'There is no mail server. Set one under Administration, Delivery.',
  unreachable: 'The server could not be reached. Check its name and port, and that nothing between blocks it.',
  tls_refused: 'The connection could not be encrypted. Check the kind of encryption, and that the certificate of the server is valid for its name.',
  login_refused: 'The server refused the login. Check login and password.',
  receiver_refused: 'The server refused the receiver. Check the address.',
  sender_refused: 'The server refused the sender. Use a sender address that it may send for.',
  refused: 'The server refused the mail. Ask whoever runs it for the reason in its log.',
  interrupted: 'The connection broke off. It is tried again by itself.',
  only_this_machine: 'This is a demonstration: it writes to nobody outside this machine.',
  not_https: 'The address is none that anything is sent to. It must be https, with a public name.',
  unresolved: 'The name of the server is not known. Check it.',
  not_public: 'The name leads to an address that is not public, so nothing was sent. Use a server that is reached from outside.',
  timeout: 'The server did not answer within ten seconds.',
  redirected: 'The server answered with a redirect, which is not followed. Give the address it leads to.',
  gone: 'The server says that nothing is there any more. The target was switched off.',
  status_4xx: 'The server refused it (4xx). Check the address and the secret.',
  status_5xx: 'The server has a fault of its own (5xx). It is tried again by itself.',
  status_odd: 'The server answered with something that is no answer. Check the address.',
  failed: 'The message could not be made. Look into the log of the worker.',
  nothing: 'There was nothing left to tell: it was read in the app, or may not be seen any more.',
};

export function attemptSentence(code: string | null): string {
  if (code === null) return 'The server took it.';
  return sentences[code] ?? 'It failed. Look into the log of the worker.';
}
export const begunSentence = 'Begun; its end was not recorded. It is tried again when two minutes are over.';
