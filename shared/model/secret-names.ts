/** The names that services give to secrets in their answers. */

const SECRET_NAMES: ReadonlySet<string> = new Set([
  'secret',
  'token',
  'password',
  'apikey',
  'privatekey',
  'accesstoken',
  'clientsecret',
])

/** Whether the last part of a JSON Pointer is such a name, in any spelling: `/data/api_key`. */
export const namesSecret = (pointer: string): boolean =>
  SECRET_NAMES.has(
    pointer
      .slice(pointer.lastIndexOf('/') + 1)
      .replace(/[\s_-]/g, '')
      .toLowerCase(),
  )
