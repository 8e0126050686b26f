/** How the providers are reached, and the sign-ins that are kept for proxies. */
import type { ProxyRow } from '../../../shared/contract/proxies.ts'
import { askForProxySignIn } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { useProxies } from './use-proxies.ts'

export function ProxySettings() {
  const { proxies, error, look } = useProxies()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  if (proxies === undefined) return <Spinner label="Asking the system for its proxy" />
  return (
    <>
      <p className="soft">
        {proxies.some(({ inUse }) => inUse)
          ? 'Providers are reached through the system’s proxy. If it asks you to sign in, Keyhold sends your user name and password to it and to nobody else.'
          : 'No proxy is in use: providers are reached directly.'}
      </p>
      {proxies.map((proxy) => (
        <Proxy key={proxy.address} proxy={proxy} onForgotten={look} />
      ))}
    </>
  )
}

function Proxy({ proxy, onForgotten }: { readonly proxy: ProxyRow; readonly onForgotten: () => void }) {
  const { address, user } = proxy
  const task = useTask()
  const forget = () =>
    void task.run(
      () => call('proxy:forget', { address }),
      () => {
        toast({ tone: 'good', text: 'Sign-in forgotten', detail: address })
        onForgotten()
      },
    )
  return (
    <section className="form" aria-label={`Proxy ${address}`}>
      <strong className="selectable wrap">{address}</strong>
      <span className="soft wrap">{wordsOf(proxy)}</span>
      <div className="row">
        <Button onPress={() => askForProxySignIn(address)}>
          {user === undefined ? 'Sign in…' : 'Change the sign-in…'}
        </Button>
        {user !== undefined && (
          <Button looks="quiet" isPending={task.isRunning} onPress={forget}>
            Forget the sign-in
          </Button>
        )}
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </section>
  )
}

function wordsOf({ user, isRefused, inUse }: ProxyRow): string {
  const parts = [
    user === undefined
      ? 'No sign-in is kept for it.'
      : `User name: ${user}. The password is in the keychain.`,
    ...(isRefused ? ['The proxy refused this user name or password.'] : []),
    ...(inUse ? [] : ['It is not in use now.']),
  ]
  return parts.join(' ')
}
