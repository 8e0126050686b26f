/** Opens the page where the user creates a credential for the account: at the provider, or on the server that the form names. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { Button } from '../../parts/button.tsx'
import { openLink } from '../../vault/vault-commands.ts'
import { accountFieldsMessages } from './connect-messages.ts'

interface Props {
  readonly provider: ProviderMetadata
  readonly settings: FormValues
}

export const CredentialPageButton = ({ provider: { id, name }, settings }: Props) => (
  <Button
    size="small"
    looks="quiet"
    icon="external"
    onPress={() => void openLink({ to: 'credential-page', provider: id, settings })}
  >
    {accountFieldsMessages.createCredential(name)}
  </Button>
)
