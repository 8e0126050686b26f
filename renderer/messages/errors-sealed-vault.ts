/** Messages for failures of the sealed vault’s own file. Its entries fail like those of a keychain. */
import type { SealedVaultTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const SEALED_VAULT: Record<SealedVaultTrouble, Sentence> = {
  'wrong-passphrase': { title: 'Wrong passphrase', detail: 'Check Caps Lock, then try again.' },
  damaged: {
    title: 'The sealed vault can’t be opened',
    detail: 'Its own file is damaged or missing. Nothing in its folder was changed.',
    action: 'Put the folder “sealed-vault” back from a backup, then try again.',
  },
  newer: {
    title: 'A newer Keyhold wrote the sealed vault',
    detail: 'Nothing was changed.',
    action: 'Start the newer version of Keyhold.',
  },
  missing: { title: 'There is no sealed vault', detail: 'Nothing was changed.' },
  exists: {
    title: 'There is a sealed vault already',
    detail: 'Its passphrase and its secrets were not changed.',
  },
  'disk-full': {
    title: 'The disk is full',
    detail: 'The sealed vault was not changed.',
    action: 'Make room on the disk, then try again.',
  },
  refused: {
    title: 'Keyhold couldn’t use the sealed vault’s folder',
    detail: 'The system refused to read or write it. Nothing was changed.',
    action: 'Check who may use the folder “sealed-vault” in Keyhold’s profile, then try again.',
  },
  'in-use': {
    title: 'Secrets are stored already',
    detail: 'Nothing was changed.',
    action: 'Move them in the settings under “Secret storage”.',
  },
  moving: {
    title: 'Secrets are being moved',
    detail: 'Nothing else was changed.',
    action: 'Wait until the move has ended, then try again.',
  },
}

export function sealedVaultSentence(why: SealedVaultTrouble): Sentence {
  return SEALED_VAULT[why]
}
