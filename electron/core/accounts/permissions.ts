/** Lists the permissions that an account's keys may be granted, as its provider reports them. */
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import type { Credentials } from '../credentials/credentials.ts'

/** Both throw Failure `unsupported` if the API has no such call, otherwise `provider` or `keychain`. */
export interface Permissions {
  permissions(account: AccountId): Promise<Permission[]>
  permissionTargets(
    account: AccountId,
    permission: string,
    term: string,
  ): Promise<Output<'account:permission-targets'>>
}

export function createPermissions(credentials: Credentials): Permissions {
  const unsupported = () => new Failure({ kind: 'unsupported', act: 'create' })
  return {
    permissions: (account) =>
      credentials.use(account, async ({ provider, api }) => {
        if (provider.permissions === undefined) throw unsupported()
        return [...(await provider.permissions(api))]
      }),

    permissionTargets: (account, permission, term) =>
      credentials.use(account, async ({ provider, api }) => {
        if (provider.permissionTargets === undefined) throw unsupported()
        return [...(await provider.permissionTargets(api, permission, term))]
      }),
  }
}
