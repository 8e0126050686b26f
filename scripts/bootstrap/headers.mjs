/** Node's headers for compiling keytar, from the system where they cannot be downloaded. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OWN_DIR } from './place.mjs'

const SYSTEM_HEADERS = '/usr/include/node'
const OWN_HEADERS = join(OWN_DIR, 'headers')

/**
 * A folder for npm's `nodedir`, or `undefined` when the system has no headers. keytar uses Node-API only, which is the
 * same in every version. Debian's say that Node is a shared library to link with; it must not be, so a copy is changed.
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
