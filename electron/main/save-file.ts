/** Lets the user choose where a file goes, and writes it there. */
import { Failure } from '../../shared/contract/errors.ts'
import type { World } from '../core/ports/world.ts'
import { saveWholeFile } from '../os/whole-file.ts'
import { fileDialogs } from './file-dialogs.ts'

/** Throws Failure `file`. */
export const saveFile: World['saveFile'] = async (name, text) => {
  const path = await fileDialogs.chooseTarget(name)
  if (path === undefined) return false
  await writeOwn(path, text)
  return true
}

/** Only the file's owner may read it: names and notes are private. */
async function writeOwn(path: string, text: string): Promise<void> {
  try {
    await saveWholeFile(path, text, 0o600)
  } catch (error) {
    const isFull =
      error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    throw new Failure({ kind: 'file', why: isFull ? 'disk-full' : 'refused' })
  }
}
