// Every refusal and error a person can meet, in one exhaustive record: status, title and what to do. Codes of the core
// and of the server share it; docs/problems.md is written from it and a test compares. Texts name no person and no case.
import type { ProblemCode, ServerProblemCode } from './contract.ts';
import type { Finding } from '../protocol/finding.ts';
import { refusalCodes } from '../protocol/refusal.ts';
import type { RefusalCode } from '../protocol/refusal.ts';

export interface ProblemText {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const serverProblems: Readonly<Record<ServerProblemCode, ProblemText>> = {
  not_signed_in: { status: 401, title: 'Not signed in', text: 'The session has ended or was never opened. Sign in, then repeat what you did.' },
  password_wrong: { status: 401, title: 'Login or password is wrong', text: 'Login or password is wrong. After five failures within 15 minutes the login is locked.' },
  locked: { status: 403, title: 'Login is locked', text: 'This login is locked after five failures within 15 minutes. An administrator can unlock it.' },
  too_many_tries: { status: 429, title: 'Too many tries', text: 'Too many tries from this address. Wait a minute, then try again.' },
  password_too_weak: { status: 422, title: 'Password is too weak', text: 'The password has fewer than 12 characters, is on the list of common ones or contains the login. Choose a longer phrase.' },
  must_change_password: { status: 403, title: 'Password must be changed', text: 'This is a one-time password. Choose a password of your own first.' },
  proof_needed: { status: 403, title: 'Password needed again', text: 'This asks for your password given within the last five minutes. Give it again, then repeat what you did.' },
  csrf: { status: 403, title: 'Request not from our page', text: 'The request did not come from a page of this installation. Reload the page and repeat what you did.' },
  bad_request: { status: 422, title: 'Something in the request is wrong', text: 'The fields named are missing or wrong. Correct them and send again.' },
  bad_json: { status: 400, title: 'Not JSON', text: 'The body cannot be read as JSON. Send valid JSON in UTF-8.' },
  too_big: { status: 413, title: 'Too large', text: 'The request is larger than the server takes. Shorten it, or put it into several.' },
  wrong_media_type: { status: 415, title: 'Not JSON', text: 'The body has another type than application/json. Send it as application/json.' },
  not_found: { status: 404, title: 'Not found', text: 'There is nothing here, or it is not yours to see. Check the address, or the agency you are acting for.' },
  right_missing: { status: 403, title: 'Right is missing', text: 'None of your roles has the right this needs. Somebody with the right "staff" can give you a role that has it.' },
  conflict: { status: 409, title: 'Changed meanwhile', text: 'Somebody else has changed this meanwhile. Load it again, then repeat what you did.' },
  login_taken: { status: 409, title: 'Login is taken', text: 'Another person already has this login. Choose another.' },
  key_taken: { status: 409, title: 'Key is taken', text: 'Something else already has this key. Choose another.' },
  set_up_done: { status: 409, title: 'Already set up', text: 'This installation is set up already. Sign in.' },
  token_wrong: { status: 403, title: 'Set-up token is wrong', text: 'The set-up token is wrong or was replaced. Use the one printed by the last start, or start with --new-token.' },
  stale_draft: { status: 409, title: 'Draft was changed meanwhile', text: 'Somebody saved a newer revision of this draft. Compare both sides, then save on top of the newer one.' },
  has_errors: { status: 422, title: 'Draft has errors', text: 'The draft has findings that are errors. Correct them, then send it to review again.' },
  not_in_review: { status: 409, title: 'Not in review', text: 'The draft is not in review. Send it to review first.' },
  in_review: { status: 409, title: 'In review', text: 'The draft is in review and cannot be changed. Take it back from review first.' },
  same_person: { status: 403, title: 'Needs a second person', text: 'Who sent a draft to review or saved it last cannot publish it. Ask a second person with the right "publish".' },
  changed_since: { status: 409, title: 'Changed since the review', text: 'What would be published is not what was reviewed, so the draft went back. Look at it again and send it to review again.' },
  retired: { status: 409, title: 'Version is retired', text: 'This version is retired; no case can be opened or started on it. Use the version published last.' },
  rehearsal_broken: { status: 409, title: 'A rehearsal broke', text: 'A saved rehearsal does not hold on what would be published. Mend the protocol, save the rehearsal as it comes now, or publish with a reason for each that broke.' },
  no_duty: { status: 409, title: 'No duty supervisor', text: 'The unit has no duty supervisor now, so nobody would own the case. Name one in Administration, then open the case again.' },
  duty_overlap: { status: 409, title: 'Two duty supervisors', text: 'Another duty supervisor is already named from a later instant. Choose an instant after it.' },
  last_administrator: { status: 409, title: 'Last administrator', text: 'Nobody else has the right "administer". Give it to another person first.' },
  yourself: { status: 409, title: 'Not for yourself', text: 'Nobody can do this to themselves. Ask another administrator.' },
  not_confirmed: { status: 503, title: 'Not confirmed yet', text: 'What you sent is stored but not confirmed yet. The page sends it again by itself; it will have one effect only.' },
  alarm: { status: 500, title: 'Record does not agree', text: 'What you did is kept by the case, but the record of the case does not agree with it. Do not repeat it; call the administrator.' },
  unavailable: { status: 503, title: 'Not available', text: 'A part of the installation does not answer. Try again in a minute; if it stays so, call the administrator.' },
  failed: { status: 500, title: 'Something failed', text: 'The server failed at this. Nothing is half done; try again, and give the incident number to the administrator if it stays so.' },
  record_broken: { status: 409, title: 'Record does not hold', text: 'The record of this case does not lead to where the case stands, so nothing of it can be certified. Check the record on the page of the case, then call the administrator.' },
  key_wrong: { status: 401, title: 'Intake key is wrong', text: 'The intake key is missing, wrong or ended. Send it as "Authorization: Bearer hrk_..."; an administrator of the unit can make a new one.' },
  too_many_reports: { status: 429, title: 'Too many reports at once', text: 'This page has taken as many reports as it may within an hour. If somebody may be hurt now, call the emergency number. Otherwise call the unit, or send the report later; what you wrote stays on the page.' },
  code_wrong: { status: 422, title: 'Code is wrong', text: 'The code is wrong, used up or older than an hour. Ask for a new one, then type it from the newest mail.' },
  no_mail_server: { status: 409, title: 'No mail server', text: 'This installation has no mail server, so nothing can be sent. An administrator can set one under Administration, Delivery.' },
  set_elsewhere: { status: 409, title: 'Set by the environment', text: 'The mail server is named by SMTP_URL in the environment of the server. Change it there, then start again.' },
  domain_not_allowed: { status: 422, title: 'Domain is not allowed', text: 'Mail of this installation goes to certain domains only. Give an address at one of them.' },
};

const refusals: Readonly<Record<RefusalCode, ProblemText>> = {
  not_active: { status: 409, title: 'Step is not open', text: 'This step is not open any more. Load the case again to see what became of it.' },
  wrong_act: { status: 409, title: 'Not for this step', text: 'This cannot be done to a step of this kind or in this state. Load the step again.' },
  claimed: { status: 409, title: 'Claimed by another', text: 'Another person has claimed this step. Ask them to release it, or a supervisor to assign it.' },
  not_authorized: { status: 403, title: 'Not yours to do', text: 'None of your roles may do this step. The step names the roles that may.' },
  separation_of_duties: { status: 403, title: 'Separation of duties', text: 'You took part in what is decided here, so another person must decide it.' },
  already_approved: { status: 409, title: 'Already answered', text: 'You have given your answer already. Withdraw it first to change it.' },
  not_sworn: { status: 403, title: 'Not sworn', text: 'This takes a sworn officer. Ask one, or a supervisor to assign it to one.' },
  stale_content: { status: 409, title: 'Content has changed', text: 'What you decided about has been changed meanwhile. Read it again, then decide.' },
  bad_outcome: { status: 422, title: 'No such outcome', text: 'The step has no such outcome. Choose one of those it has.' },
  bad_value: { status: 422, title: 'Value is wrong', text: 'The value of a field is of the wrong type or not among its options. Correct it and send again.' },
  unknown_field: { status: 422, title: 'Unknown field', text: 'The form has no such field. Leave it out and send again.' },
  missing_required: { status: 422, title: 'Field is missing', text: 'A field that is needed is empty. Fill it in and send again.' },
  no_handler: { status: 409, title: 'Nothing accepts this', text: 'Nothing in the case waits for this event. Load the case again to see where it stands.' },
  already_running: { status: 409, title: 'Already running', text: 'The protocol for imminent danger is running already; what you said was added to it and all on it were alerted again.' },
  transfer_open: { status: 409, title: 'Another offer is open', text: 'Ownership of this case is already being offered. Wait for the answer, or withdraw that offer first.' },
  too_large: { status: 409, title: 'Case is too large', text: 'The case cannot hold another protocol. End or cancel a run first.' },
  case_exists: { status: 409, title: 'Case exists', text: 'The case was opened already. Load the list of cases.' },
  no_such_case: { status: 404, title: 'Not found', text: 'There is no such case, or it is not yours to see.' },
  parked: { status: 409, title: 'Case is parked', text: 'The case had too many changes in one day and is parked. A supervisor must look at it first.' },
  does_not_fit: { status: 409, title: 'Does not fit the other version', text: 'A step that is open has no place in the other version as mapped. Look at the dry run, and name the step it becomes.' },
  deadline_longer: { status: 409, title: 'A deadline would become later', text: 'By the other version a step would be due later than it is. Let the earlier of both hold, or say that it may be later.' },
};

export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = { ...serverProblems, ...refusals };

export interface ProblemParts {
  /** Replaces the text of the catalogue when more can be said; no personal data. */
  readonly detail?: string;
  readonly about?: string;
  readonly findings?: readonly Finding[];
  readonly fields?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  /** Further members of the document, e.g. both sides of a stale draft. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Thrown by handlers and services; the app turns it into application/problem+json. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly parts: ProblemParts = {},
  ) {
    super(code);
    this.name = 'ProblemError';
  }
}

export function isRefusalCode(code: string): code is RefusalCode {
  return (refusalCodes as readonly string[]).includes(code);
}

export function problemDocument(code: ProblemCode, parts: ProblemParts, instance: string): { readonly status: number } & Readonly<Record<string, unknown>> {
  const { status, title, text } = problemTexts[code];
  return {
    type: `/problems#${code}`,
    title,
    status,
    detail: parts.detail ?? text,
    instance,
    code,
    ...(parts.about !== undefined && { about: parts.about }),
    ...(parts.findings && { findings: parts.findings }),
    ...(parts.fields && { fields: parts.fields }),
    ...parts.more,
  };
}

/** docs/problems.md; written with `npx tsx server/problems-page.ts`. */
export function problemsPage(): string {
  const rows = (texts: Readonly<Record<string, ProblemText>>) =>
    Object.entries(texts).map(([code, { status, title, text }]) => `| \`${code}\` | ${status} | ${title} | ${text} |`).join('\n');
  const head = '| code | status | title | what it says |\n|---|---|---|---|\n';
  return `# Problems\n\nWritten from \`server/problems.ts\`; do not edit by hand. Every problem is \`application/problem+json\` (RFC 9457) with the members\n\`type\`, \`title\`, \`status\`, \`detail\`, \`instance\` and \`code\`, and where they help \`about\`, \`fields\` and \`findings\`. Codes are never reused.\n\n## Acts a case does not take\n\nShared by the engine, the server and the page; the first that applies is given, and nothing is changed.\n\n${head}${rows(refusals)}\n\n## Of the server\n\n${head}${rows(serverProblems)}\n`;
}
