/** Reads where secrets are stored, and again whenever the keychain’s state or the vault changes. */
import type { SecretStorage } from '../../../shared/contract/sealed-vault.ts'
import { useAnswer } from '../../parts/use-answer.ts'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'

const ask = () => call('sealed-vault:check')

/** `undefined` until the main process has answered. */
export function useSecretStorage(): SecretStorage | undefined {
  const keychain = useVault((state) => state.keychain)
  return useAnswer(ask, keychain).value
}
