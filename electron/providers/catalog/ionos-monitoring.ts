/** IONOS Cloud Monitoring: one key per metrics pipeline. */
import { defineProvider } from '../define.ts'
import { ionosService } from '../ionos/service.ts'

export default defineProvider(
  ionosService({
    id: 'ionos-monitoring',
    name: 'IONOS Monitoring',
    summary:
      'Lists, creates and deletes metrics pipelines, renews their keys and makes a second pipeline like one.',
    docsUrl: 'https://docs.ionos.com/cloud/observability/monitoring-service',
    host: 'monitoring',
    privilege: 'accessAndManageMonitoring',
    data: 'metrics',
    door: 'api/v1/push', // Prometheus remote write
    fields: [],
    properties: () => ({}),
    copied: () => ({}),
  }),
)
