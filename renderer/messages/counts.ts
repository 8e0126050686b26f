/** Numbers with a noun. Pure. */

/** `many` is the plural, which 0 also uses. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`

export const keysText = (count: number): string => counted(count, 'key')

export const secretsText = (count: number): string => counted(count, 'secret')
