/** Where a secret was found in public: text that can be copied. Keyhold never opens it, because it may lead anywhere. */
import { leakMessages } from './leak-messages.ts'

export function LeakPlace({ where }: { readonly where: string | undefined }) {
  if (where === undefined) return null
  return (
    <p className="soft">
      {leakMessages.where} <code className="selectable wrap">{where}</code>
    </p>
  )
}
