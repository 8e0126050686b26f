/** Reads the proxies on the way to the providers: when a screen needs them, and again after the sign-in dialog opens or closes. */
import { useCallback, useEffect, useState } from 'react'
import type { ProxyRow } from '../../../shared/contract/proxies.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'

export function useProxies() {
  const [proxies, setProxies] = useState<readonly ProxyRow[]>()
  const [error, setError] = useState<AppError>()
  const isAsked = useVault(({ proxySignIn }) => proxySignIn !== undefined)
  const reload = useCallback(() => {
    void call('proxy:list').then((answer) => {
      if (answer.ok) setProxies(answer.value)
      setError(answer.ok ? undefined : answer.error)
    })
  }, [])
  useEffect(reload, [reload, isAsked])
  return { proxies, error, reload }
}
