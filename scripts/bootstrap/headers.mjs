/** Finds Node's headers on the system, for compiling keytar where the headers cannot be downloaded. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OWN_DIR } from './place.mjs'

const SYSTEM_HEADERS = '/usr/include/node'
const OWN_HEADERS = join(OWN_DIR, 'headers')

/**
 * A folder for npm's `nodedir`, or `undefined` if the system has no headers. keytar uses only Node-API, which is the
 * same in every version. Debian's headers make keytar link with a shared Node library, which it must not, so this changes a copy.
 * @returns {string | undefined}
 */
export function systemHeaders() {
  if (!existsSync(join(SYSTEM_HEADERS, 'node_api.h'))) return undefined
  rmSync(OWN_HEADERS, { recursive: true, force: true })
  const copy = join(OWN_HEADERS, 'include', 'node')
  cpSync(SYSTEM_HEADERS, copy, { recursive: true, dereference: true })
  const config = join(copy, 'config.gypi')
  if (existsSync(config))
    writeFileSync(config, readFileSync(config, 'utf8').replace(/('node_shared\w*': *)'true'/g, "$1'false'"))
  return OWN_HEADERS
}
