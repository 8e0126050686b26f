/** Shows how the providers are reached, and the sign-ins that are stored for proxies. */
import type { ProxyRow } from '../../../shared/contract/proxies.ts'
import { askForProxySignIn } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toast } from '../../vault/toasts.ts'
import { proxyMessages, proxyWords } from './proxy-messages.ts'
import { useProxies } from './use-proxies.ts'

export function ProxySettings() {
  const { proxies, error, reload } = useProxies()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  if (proxies === undefined) return <Spinner label={proxyMessages.loading} />
  return (
    <>
      <p className="soft">
        {proxies.some(({ inUse }) => inUse) ? proxyMessages.inUse : proxyMessages.notInUse}
      </p>
      {proxies.map((proxy) => (
        <Proxy key={proxy.address} proxy={proxy} onForgotten={reload} />
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
        toast({ tone: 'good', text: proxyMessages.forgotten, about: address })
        onForgotten()
      },
    )
  return (
    <section className="form" aria-label={proxyMessages.proxy(address)}>
      <strong className="selectable wrap">{address}</strong>
      <span className="soft wrap">{proxyWords(proxy)}</span>
      <div className="row">
        <Button onPress={() => askForProxySignIn(address)}>
          {user === undefined ? proxyMessages.signIn : proxyMessages.change}
        </Button>
        {user !== undefined && (
          <Button looks="quiet" isPending={task.isRunning} onPress={forget}>
            {proxyMessages.forget}
          </Button>
        )}
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </section>
  )
}
