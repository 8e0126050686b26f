/** YAML of another program: bounded, and every value as the text that the file has. */
import { parse, YAMLParseError } from 'yaml'
import { importFailure } from './entry.ts'
import { LARGEST_YAML } from './format-limits.ts'

/**
 * Every scalar is its text: a secret such as `1e10` is no number. Throws Failure `import`: `too-large`; `expands` for aliases that repeat themselves
 * too often; `too-deep`; `damaged` for what is no YAML.
 */
export function parseYaml(text: string): unknown {
  if (text.length > LARGEST_YAML) throw importFailure('too-large')
  try {
    return parse(text, {
      schema: 'failsafe',
      logLevel: 'error',
      uniqueKeys: false,
      maxAliasCount: 100,
    }) as unknown
  } catch (error) {
    // The parser reports the end of its stack as an error of the text.
    if (error instanceof YAMLParseError && error.code === 'RESOURCE_EXHAUSTION')
      throw importFailure('too-deep')
    throw importFailure(error instanceof ReferenceError ? 'expands' : 'damaged')
  }
}
