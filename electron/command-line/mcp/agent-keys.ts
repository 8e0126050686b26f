/** The part of a vault that agents see: the keys that the user has tagged for them. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { CommandStop } from '../command.ts'
import { AGENTS_TAG, MCP } from '../commands/mcp-messages.ts'
import { isoTime, jsonOfKey } from '../key-facts.ts'
import { needKey, type NeededKey } from '../need-key.ts'
import type { VaultReading } from '../vault-reading.ts'

/** SECURITY: all that a tool does with keys starts from this. */
export function agentReading(vault: VaultReading): VaultReading {
  const keys = vault.keys.filter(({ tags }) => tags.includes(AGENTS_TAG))
  return { ...vault, keys }
}

/**
 * Throws {@link CommandStop} as `needKey` does, and for a reference to an earlier version.
 *
 * SECURITY: the version before may be the secret of another key, which may not be for agents.
 */
export function agentKey(text: string, vault: VaultReading): NeededKey {
  const needed = needKey(text, vault)
  if (needed.version !== 'current') throw new CommandStop(EXIT.usage, MCP.onlyCurrent)
  return needed
}

/** What others wrote is kept apart, under `untrusted`. */
export function agentFacts(key: KeyRow, vault: VaultReading) {
  const { id, state, expires, secret, variable, createdAt, lastUsedAt, goneSince, leaked, overlap, ...more } =
    jsonOfKey(key, vault)
  const { name, providerName, accountName, tags, handle, scope, reference } = more
  return {
    ...{ id, state, expires, secret, variable, reference, createdAt, lastUsedAt, goneSince },
    leakedAt: leaked?.at,
    overlap: overlap && { role: overlap.role, until: overlap.until },
    untrusted: { name, provider: providerName, account: accountName, tags, handle, scope },
  }
}

export function agentDetail({ key, grants, facts, versions }: KeyDetail, vault: VaultReading) {
  const { untrusted, ...more } = agentFacts(key, vault)
  return {
    ...more,
    versions: versions.map(({ version, status, madeAt, validity }) => ({
      ...{ version, status, validity },
      madeAt: isoTime(madeAt),
    })),
    untrusted: { ...untrusted, notes: key.notes, consoleUrl: key.consoleUrl, permissions: grants, facts },
  }
}
