/** The report's sentences about where the vault and its secrets are stored, and about the connection to providers. Pure. */
import { keychainAdvice } from './keychain-advice.ts'
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { MachineFacts } from './machine.ts'

const PROMPT_ENDS = {
  dismissed: ' You closed the last prompt.',
  unanswered: ' You didn’t answer the last prompt.',
} as const

const promptEnd = ({ lastPrompt }: MachineFacts['keychain']) =>
  lastPrompt === undefined ? '' : PROMPT_ENDS[lastPrompt]

type KeychainState = MachineFacts['keychain']['state']

/** A sealed vault is locked until the user types its passphrase, and always locked for the doctor. That is not a fault. */
const SEALED_VAULT_LOCKED = limited(
  'The sealed vault is locked.',
  'Secrets are in encrypted files in Keyhold’s folder. Type the passphrase in Keyhold to read or save them.',
)

const KEYCHAIN: Record<KeychainState, (facts: MachineFacts) => LineWords> = {
  ready: ({ keychain: { backend, lasts, provedAt } }) =>
    lasts === 'session'
      ? limited(
          `${backend} keeps secrets only until you log out.`,
          'It holds its default collection in memory only. Make another collection the default in the keychain’s own settings.',
        )
      : works(
          `${backend} is unlocked.`,
          provedAt === undefined
            ? 'Nothing has been written to it yet in this session.'
            : 'Keyhold wrote a test entry, read it back and compared it.',
        ),
  locked: ({ keychain }) =>
    keychain.offers === 'passphrase'
      ? SEALED_VAULT_LOCKED
      : broken(
          `${keychain.backend} is locked.`,
          `It needs its password before Keyhold can read or save secrets.${promptEnd(keychain)} Unlock it in Keyhold’s settings or in its own program.`,
        ),
  'no-keyring': ({ keychain }) =>
    broken(
      `${keychain.backend} has no keyring yet.`,
      `Keyhold can’t save secrets until there is one.${promptEnd(keychain)} Create one in Keyhold’s settings or in its own program.`,
    ),
  restarted: ({ keychain: { backend } }) =>
    broken(
      `${backend} was restarted while Keyhold was running.`,
      'Restart Keyhold to use your secrets again. They are still where they were.',
    ),
  replaced: ({ keychain: { backend } }) =>
    broken(
      `${backend} replaced another keychain.`,
      'Secrets saved before are still in the other one. Restart Keyhold to use this one.',
    ),
  absent: ({ keychain: { lacks }, system }) =>
    broken(
      'No keychain found.',
      system.platform === 'linux'
        ? keychainAdvice({ desktop: system.display.desktop, lacks })
        : 'Use a sealed vault: see Keyhold’s settings, under “Secret storage”.',
    ),
  hung: () => broken('The keychain isn’t responding.', 'It may wait for you in another window.'),
  refused: () => broken('The keychain denied access or is full.'),
  unchecked: () => unknown('Keychain not tested yet.'),
}

export const keychainWords = (facts: MachineFacts): LineWords => KEYCHAIN[facts.keychain.state](facts)

const REACH_FAILED: Record<Extract<MachineFacts['reach'], { state: 'failed' }>['why'], string> = {
  offline: 'Keyhold couldn’t connect.',
  timeout: 'The provider didn’t answer in time.',
  tls: 'The certificate is not trusted. A private installation needs its CA file in the account.',
  proxy: 'The proxy refused the connection.',
  'cut-off': 'The connection was cut.',
}

const SIGN_IN: Record<NonNullable<Extract<MachineFacts['reach'], { state: 'failed' }>['signIn']>, string> = {
  needed: 'The proxy asks for a user name and password. Enter them in Keyhold’s settings, under Network.',
  refused:
    'The proxy refused the user name or password. Enter them again in Keyhold’s settings, under Network.',
  unsupported: 'The proxy asks for a sign-in that Keyhold doesn’t support: it signs in with Basic only.',
  unreadable: 'The keychain didn’t give the password for the proxy.',
}

export function networkWords({ system: { proxy, certificateOverride }, reach }: MachineFacts): LineWords {
  if (proxy === 'unusable')
    return broken(
      'Keyhold can’t use the configured proxy.',
      'Keyhold supports HTTP and HTTPS proxies, and never bypasses one that is set.',
    )
  if (proxy === 'unanswered')
    return broken(
      'Proxy settings unknown.',
      'Chromium’s network process didn’t answer; for example, it doesn’t start for root. Keyhold never bypasses a proxy, so it reaches no provider.',
    )
  if (reach.state === 'failed')
    return broken(
      'Keyhold couldn’t reach a provider.',
      reach.signIn === undefined ? REACH_FAILED[reach.why] : SIGN_IN[reach.signIn],
    )
  if (certificateOverride)
    return limited(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 is set in the environment.',
      'Keyhold ignores it and checks every certificate. Remove it: other programs may not check theirs.',
    )
  const way = {
    direct: 'Keyhold reaches providers directly',
    proxy: 'Keyhold reaches providers through the system’s proxy',
    unknown: 'The system didn’t say in time whether there is a proxy',
  }[proxy]
  if (reach.state === 'reached') return works(`${way}, and they answered.`)
  return proxy === 'unknown' ? unknown(`${way}.`) : works(`${way}.`, 'Not tried in this session.')
}

const MEGABYTE = 1_000_000
const LOW_BYTES = 200 * MEGABYTE

function bytesWords(bytes: number): string {
  const gigabytes = bytes / (1_000 * MEGABYTE)
  return gigabytes >= 10 ? `${Math.round(gigabytes)} GB` : `${Math.round(bytes / MEGABYTE)} MB`
}

export function diskWords({ place, isLogWritable }: MachineFacts): LineWords {
  const { folder, isWritable, freeBytes } = place
  if (folder === 'missing')
    return unknown('The vault’s folder doesn’t exist yet.', 'The first start creates it.')
  if (!isWritable)
    return broken('Keyhold can’t write to the vault’s folder.', 'The disk is full or read-only.')
  const free = freeBytes === undefined ? '' : `, ${bytesWords(freeBytes)} are free`
  if (freeBytes !== undefined && freeBytes < LOW_BYTES)
    return limited(
      `The disk is nearly full: ${bytesWords(freeBytes)} are free.`,
      'Make room before it is needed.',
    )
  if (!isLogWritable)
    return limited(
      `Keyhold can write to the vault’s folder${free}, but not to its log.`,
      'Look at logs/keyhold.log in that folder: another folder may be in its place, or its mode forbids writing.',
    )
  if (folder === 'open')
    return limited(
      `Keyhold can write to the vault’s folder${free}, but others on this machine can open it.`,
      'They see its files’ names, but can’t read the files. Give it the mode 0700.',
    )
  return works(
    `Keyhold can write to the vault’s folder${free}${folder === 'private' ? '; only you can open it' : ''}.`,
  )
}

export const VAULT_WORDS: Record<MachineFacts['vault'], LineWords> = {
  good: works('Database OK.'),
  none: unknown('There is no vault yet.', 'The first start creates it.'),
  busy: works('The database is in use at this moment.', 'A running Keyhold writes to it.'),
  'in-use': broken('Another program holds the database.'),
  damaged: broken('The database is damaged.', 'It is left as it is; Keyhold offers its backups.'),
  newer: broken('The database was written by a newer Keyhold.', 'It is left as it is.'),
  foreign: broken('The file in the database’s place is not Keyhold’s.', 'It is left as it is.'),
  unreadable: broken('Keyhold can’t read the database.'),
  'read-only': broken('Keyhold can’t write to the database.'),
  missing: broken('The database is gone, but its backups exist.', 'Keyhold offers them.'),
  'disk-full': broken('The disk is full.'),
}
