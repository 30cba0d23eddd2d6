// Passwords: argon2id with its parameters in the hash, a floor for what is accepted, and one-time passwords. A check
// against an unknown login costs as much as one against a known one, so that answers do not tell who exists.
import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const shortest = 12;

// What people choose when told "twelve characters"; compared in lower case with digits and signs at the end taken off.
const banned = new Set([
  'password', 'passwordpassword', 'passwort', 'letmein', 'letmeinplease', 'welcome', 'welcometothejungle', 'qwertyuiop', 'qwertyuiopasdf', 'qwertyuiopasdfgh', 'asdfghjkl',
  'administrator', 'adminadmin', 'changeme', 'changemeplease', 'changemenow', 'iloveyou', 'iloveyousomuch', 'sunshine', 'football', 'baseball', 'superman', 'trustno',
  'correcthorsebatterystaple', 'handrail', 'handrailhandrail', 'threatassessment', 'sheriff', 'sheriffsoffice', 'policedepartment', 'abcdefghijkl', 'abcdefghijklm', 'aaaaaaaaaaaa', '',
]);

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let nobody: Promise<string> | undefined;
/** Without a stored hash it takes as long and is false. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('base64'));
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== undefined && matches;
}

export function isTooWeak(password: string, login: string): boolean {
  const plain = password.toLowerCase();
  const core = plain.replace(/[^a-z]+/g, '');
  const hasRun = new Set(plain).size < 5;
  return password.length < shortest || hasRun || banned.has(core) || banned.has(plain) || (login.length > 3 && plain.includes(login.toLowerCase()));
}

/** Read out on a telephone: no letters that are mistaken for each other. 80 bits. */
export function oneTimePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-');
}
