import type { ProviderDescription } from '../../../../shared/model/provider-description.ts'

/** A description with every part. */
export const DESCRIPTION: ProviderDescription = {
  keyhold: 1,
  name: 'Unleash',
  keyNoun: 'API token',
  address: 'https://unleash.example.com/api/admin',
  consoleUrl: 'https://unleash.example.com/profile',
  credential: { kind: 'header', name: 'X-Api-Key' },
  times: 'iso',
  list: {
    path: 'api-tokens',
    query: { type: 'admin' },
    rows: '/tokens',
    id: '/id',
    name: '/tokenName',
    expires: '/expiresAt',
    lastUsed: '/seenAt',
    created: '/createdAt',
    handle: '/prefix',
    secret: '/whole',
    paging: { kind: 'cursor', parameter: 'after', pointer: '/next' },
  },
  create: {
    method: 'POST',
    path: 'new-tokens',
    body: { tokenName: '{name}', expiresAt: '{expires}' },
    id: '/newId',
    secret: '/newSecret',
  },
  delete: { method: 'POST', path: 'old-tokens/{id}', body: { reason: 'unused' } },
  newKeyLeavesOld: true,
}
