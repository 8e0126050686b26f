/** Reads YAML of another program within limits. Every value is the text in the file. */
import { parse, YAMLParseError } from 'yaml'
import { importFailure } from './entry.ts'
import { LARGEST_YAML } from './format-limits.ts'

/**
 * Every scalar stays a text, because a secret such as `1e10` is not a number. Throws Failure `import`: `too-large`; `expands` for aliases that repeat
 * themselves too often; `too-deep`; `damaged` for a text that is not YAML.
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
    // The parser reports an exhausted stack as an error in the text.
    if (error instanceof YAMLParseError && error.code === 'RESOURCE_EXHAUSTION')
      throw importFailure('too-deep')
    throw importFailure(error instanceof ReferenceError ? 'expands' : 'damaged')
  }
}
