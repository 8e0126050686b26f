/** Connects an account: choose the provider, fill its form, test, connect, watch the first sync. */
import { useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useVault } from '../../vault/store.ts'
import { ConnectForm } from './connect-form.tsx'
import { Connected } from './first-sync.tsx'
import { ProviderList } from './provider-list.tsx'

type Step =
  | { readonly step: 'choose' }
  | { readonly step: 'form'; readonly metadata: ProviderMetadata }
  | { readonly step: 'sync'; readonly connected: Output<'account:connect'> }

export function ConnectDialog({ provider }: { readonly provider: string | undefined }) {
  const chosen = useVault(({ providers }) => (provider === undefined ? undefined : providers.get(provider)))
  const [step, setStep] = useState<Step>(
    chosen === undefined ? { step: 'choose' } : { step: 'form', metadata: chosen },
  )
  switch (step.step) {
    case 'choose':
      return (
        <Dialog
          title={commonMessages.connectAccount}
          onClose={closeDialog}
          footer={<Button onPress={closeDialog}>{commonMessages.cancel}</Button>}
        >
          <ProviderList onChoose={(metadata) => setStep({ step: 'form', metadata })} />
        </Dialog>
      )
    case 'form':
      return (
        <ConnectForm
          metadata={step.metadata}
          onBack={() => setStep({ step: 'choose' })}
          onConnected={(connected) => setStep({ step: 'sync', connected })}
        />
      )
    case 'sync':
      return <Connected connected={step.connected} />
  }
}
