// The signs in use: Lucide, ISC licence. Only these come into the app.
import Bot from '@lucide/svelte/icons/bot'
import Check from '@lucide/svelte/icons/check'
import ChevronDown from '@lucide/svelte/icons/chevron-down'
import ChevronRight from '@lucide/svelte/icons/chevron-right'
import ChevronUp from '@lucide/svelte/icons/chevron-up'
import ChevronsUpDown from '@lucide/svelte/icons/chevrons-up-down'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import Clock from '@lucide/svelte/icons/clock'
import Clock3 from '@lucide/svelte/icons/clock-3'
import CloudOff from '@lucide/svelte/icons/cloud-off'
import CodeXml from '@lucide/svelte/icons/code-xml'
import Copy from '@lucide/svelte/icons/copy'
import Download from '@lucide/svelte/icons/download'
import ExternalLink from '@lucide/svelte/icons/external-link'
import FaceSlightlySmilingPlus from '@lucide/svelte/icons/face-slightly-smiling-plus'
import FileText from '@lucide/svelte/icons/file-text'
import FlaskConical from '@lucide/svelte/icons/flask-conical'
import Gauge from '@lucide/svelte/icons/gauge'
import Hand from '@lucide/svelte/icons/hand'
import Hourglass from '@lucide/svelte/icons/hourglass'
import Image from '@lucide/svelte/icons/image'
import ImageOff from '@lucide/svelte/icons/image-off'
import Inbox from '@lucide/svelte/icons/inbox'
import Info from '@lucide/svelte/icons/info'
import KeyRound from '@lucide/svelte/icons/key-round'
import Keyboard from '@lucide/svelte/icons/keyboard'
import Layers from '@lucide/svelte/icons/layers'
import LayoutTemplate from '@lucide/svelte/icons/layout-template'
import Link from '@lucide/svelte/icons/link'
import List from '@lucide/svelte/icons/list'
import Lock from '@lucide/svelte/icons/lock'
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole'
import Mail from '@lucide/svelte/icons/mail'
import MapPin from '@lucide/svelte/icons/map-pin'
import MessageSquare from '@lucide/svelte/icons/message-square'
import Mic from '@lucide/svelte/icons/mic'
import PanelRight from '@lucide/svelte/icons/panel-right'
import Pause from '@lucide/svelte/icons/pause'
import Phone from '@lucide/svelte/icons/phone'
import Play from '@lucide/svelte/icons/play'
import Plug from '@lucide/svelte/icons/plug'
import Plus from '@lucide/svelte/icons/plus'
import RefreshCw from '@lucide/svelte/icons/refresh-cw'
import Reply from '@lucide/svelte/icons/reply'
import RotateCw from '@lucide/svelte/icons/rotate-cw'
import Search from '@lucide/svelte/icons/search'
import Send from '@lucide/svelte/icons/send'
import ServerOff from '@lucide/svelte/icons/server-off'
import Settings2 from '@lucide/svelte/icons/settings-2'
import ShieldCheck from '@lucide/svelte/icons/shield-check'
import ShoppingBag from '@lucide/svelte/icons/shopping-bag'
import Sticker from '@lucide/svelte/icons/sticker'
import Terminal from '@lucide/svelte/icons/terminal'
import Trash from '@lucide/svelte/icons/trash'
import Unplug from '@lucide/svelte/icons/unplug'
import UserRound from '@lucide/svelte/icons/user-round'
import Video from '@lucide/svelte/icons/video'
import Workflow from '@lucide/svelte/icons/workflow'
import X from '@lucide/svelte/icons/x'

export const icons = {
  bot: Bot,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  'chevrons-up-down': ChevronsUpDown,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dot': CircleDot,
  'circle-question-mark': CircleQuestionMark,
  'circle-x': CircleX,
  clock: Clock,
  'clock-3': Clock3,
  'cloud-off': CloudOff,
  'code-xml': CodeXml,
  copy: Copy,
  download: Download,
  'external-link': ExternalLink,
  'face-slightly-smiling-plus': FaceSlightlySmilingPlus,
  'file-text': FileText,
  'flask-conical': FlaskConical,
  gauge: Gauge,
  hand: Hand,
  hourglass: Hourglass,
  image: Image,
  'image-off': ImageOff,
  inbox: Inbox,
  info: Info,
  'key-round': KeyRound,
  keyboard: Keyboard,
  layers: Layers,
  'layout-template': LayoutTemplate,
  link: Link,
  list: List,
  lock: Lock,
  'lock-keyhole': LockKeyhole,
  mail: Mail,
  'map-pin': MapPin,
  'message-square': MessageSquare,
  mic: Mic,
  'panel-right': PanelRight,
  pause: Pause,
  phone: Phone,
  play: Play,
  plug: Plug,
  plus: Plus,
  'refresh-cw': RefreshCw,
  reply: Reply,
  'rotate-cw': RotateCw,
  search: Search,
  send: Send,
  'server-off': ServerOff,
  'settings-2': Settings2,
  'shield-check': ShieldCheck,
  'shopping-bag': ShoppingBag,
  sticker: Sticker,
  terminal: Terminal,
  trash: Trash,
  unplug: Unplug,
  'user-round': UserRound,
  video: Video,
  workflow: Workflow,
  x: X,
}

export type IconName = keyof typeof icons
