/** The order of the test files: those that take longest start first, so that no worker waits for a long one at the end. */
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** The ends of the paths of files that take longer than others of their size, the longest first. Vitest takes the size for the duration of others. */
const LONGEST = [
  'e2e/demo.e2e.ts',
  'kill/pair-kill.test.ts',
  'cli/command-client.test.ts',
  'lives/lives.test.ts',
  'catalog/suite.test.ts',
  'kill/kill.test.ts',
  'matrix/matrix.test.ts',
  'integration/lost-ends.test.ts',
]

const rank = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((end) => moduleId.endsWith(end))
  return found === -1 ? LONGEST.length : found
}

// A class, because vitest makes an instance of it.
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project)
    return [...byProject.values()].flatMap((ofOne) => ofOne.toSorted((a, b) => rank(a) - rank(b)))
  }
}
