import { mounted } from '@/lib/api/http/mount'

export const dynamic = 'force-dynamic'
export const { GET, POST, PATCH, PUT, DELETE, OPTIONS } = mounted
