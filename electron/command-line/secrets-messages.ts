/** Words about secrets that are not there, or that may not work. */
import { ROTATED_ELSEWHERE } from '../../shared/expiry/state-messages.ts'

export const SECRETS = {
  missing: (name: string) =>
    `No secret is stored for “${name}”. Providers show a secret once; add it in the window if you have it.`,
  noPrevious: (name: string) => `“${name}” has no previous version.`,
  nul: (name: string) => `The secret for ${name} contains a NUL character, which no variable can hold.`,
  states: {
    expired: (name: string) => `“${name}” has expired.`,
    gone: (name: string) => `“${name}” was deleted at its provider.`,
    disabled: (name: string) => `“${name}” is disabled at its provider.`,
    frozen: (name: string) => `“${name}” is frozen at its provider.`,
  },
  stale: (name: string) => `“${name}” was ${ROTATED_ELSEWHERE}: the stored secret may not work.`,
  retiring: (name: string) => `“${name}” is being replaced: it works until it is retired.`,
  warning: (doubt: string) => `warning: ${doubt}`,
  strict: 'With --strict, nothing was run.',
} as const
