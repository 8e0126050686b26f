/** Reads a backup piece by piece. The file may come from anyone. */
import type { BackupCounts, BackupPiece } from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { decrypted, type With } from '../age.ts'
import { gunzipped } from './gzip.ts'
import { MAX_JSON_BYTES, readJson } from './json.ts'

interface Tools {
  readonly pieces: AsyncIterable<Uint8Array>
  readonly part: (part: BackupPiece) => Promise<void>
}

/** Throws Failure `backup`. `maxBytes` is for tests. */
export async function readBackup(
  input: { readonly with: With },
  { pieces, part }: Tools,
  maxBytes = MAX_JSON_BYTES,
): Promise<{ readonly counts: BackupCounts }> {
  const parts = readJson(await textOf(gunzipped(decrypted(pieces, input.with), maxBytes)))
  for (;;) {
    const { done, value } = parts.next()
    if (done === true) return { counts: value }
    await part(value)
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const texts: string[] = []
  try {
    for await (const piece of bytes) texts.push(decoder.decode(piece, { stream: true }))
    texts.push(decoder.decode())
  } catch (error) {
    throw error instanceof Failure ? error : new Failure({ kind: 'backup', why: 'not-a-backup' })
  }
  return texts.join('')
}
