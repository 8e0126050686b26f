/** An account's leash for as long as one act takes. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { Api, Providers } from '../ports/provider.ts'
import type { Secret } from '../ports/secret.ts'

interface Door {
  readonly provider: string
  readonly settings: FormValues
  readonly secret: Secret
}

/** Opens, runs `act`, closes whatever happens. Throws what `Providers.open` throws, and whatever `act` throws. */
export async function leashed<T>(
  providers: Pick<Providers, 'open'>,
  { provider, settings, secret }: Door,
  act: (api: Api) => Promise<T>,
): Promise<T> {
  const api = await providers.open(provider, settings, secret)
  try {
    return await act(api)
  } finally {
    api.close()
  }
}
