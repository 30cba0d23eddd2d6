// `handrail env > .env`: fresh secrets for docker-compose.yml. The set-up token itself goes to the terminal, its hash to
// the file; passwords are hexadecimal, since they also stand in addresses.
import { createHash, randomBytes } from 'node:crypto';

export function composeEnvironment() {
  const token = randomBytes(20).toString('hex').replace(/(.{8})(?=.)/g, '$1-');
  const password = () => randomBytes(24).toString('hex');
  const lines = {
    POSTGRES_PASSWORD: password(),
    HANDRAIL_OWNER_PASSWORD: password(),
    HANDRAIL_APP_PASSWORD: password(),
    TEMPORAL_PASSWORD: password(),
    HANDRAIL_KEY: randomBytes(32).toString('hex'),
    SETUP_TOKEN_SHA256: createHash('sha256').update(token).digest('hex'),
  };
  return { token, text: Object.entries(lines).map(([name, value]) => `${name}=${value}`).join('\n') };
}
