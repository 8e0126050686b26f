/** Draws the line at the top of a demo vault's window, which keeps users from mistaking its keys for real ones. */
import { Icon } from '../parts/icon.tsx'
import { useVault } from '../vault/store.ts'
import { DEMO_LINE } from './demo-messages.ts'

export function DemoLine() {
  const isDemo = useVault((state) => state.demo === 'inside')
  if (!isDemo) return null
  return (
    <p className="demo-line small" role="note">
      <Icon of="info" />
      <span className="cut">{DEMO_LINE}</span>
    </p>
  )
}
