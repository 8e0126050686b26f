/** Where secrets are kept, read again whenever the keychain’s state or the vault changes. */
import { useEffect, useState } from 'react'
import type { SecretStorage } from '../../../shared/contract/sealed-vault.ts'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'

/** `undefined` until the main process has answered. */
export function useSecretStorage(): SecretStorage | undefined {
  const [storage, setStorage] = useState<SecretStorage>()
  const keychain = useVault((state) => state.keychain)
  useEffect(() => {
    let isCurrent = true
    void call('sealed-vault:look').then((answer) => {
      if (isCurrent && answer.ok) setStorage(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [keychain])
  return storage
}
