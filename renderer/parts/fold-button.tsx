/** The button that opens and folds a `Disclosure`. Its arrow points down while the disclosure is open. */
import { Button } from 'react-aria-components'
import { Icon } from './icon.tsx'

export function FoldButton({ children }: { readonly children: string }) {
  return (
    <Button slot="trigger" className="button quiet small fold-button">
      <Icon of="forward" />
      {children}
    </Button>
  )
}
