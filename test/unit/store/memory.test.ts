import { openMemoryStore } from '../../fakes/memory-store.ts'
import { testStore } from '../../suites/store.suite.ts'

testStore('in memory', openMemoryStore)
