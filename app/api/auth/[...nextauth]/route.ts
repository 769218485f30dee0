import { nextAuth } from '@/lib/auth/next-auth'

export const dynamic = 'force-dynamic'
export { nextAuth as GET, nextAuth as POST }
