/** Reads the proxies on the way to the providers: when a screen needs them, and again after the sign-in dialog opens or closes. */
import { useAnswer } from '../../parts/use-answer.ts'
import { call } from '../../vault/bridge.ts'
import { useVault } from '../../vault/store.ts'

const ask = () => call('proxy:list')

export function useProxies() {
  const isAsked = useVault(({ proxySignIn }) => proxySignIn !== undefined)
  const { value: proxies, error, reload } = useAnswer(ask, isAsked)
  return { proxies, error, reload }
}
