// The signs in use: Lucide, ISC licence. Only these come into the app.
import AppWindow from '@lucide/svelte/icons/app-window'
import ArrowDownWideNarrow from '@lucide/svelte/icons/arrow-down-wide-narrow'
import Ban from '@lucide/svelte/icons/ban'
import Bell from '@lucide/svelte/icons/bell'
import Bot from '@lucide/svelte/icons/bot'
import BuildingComplex from '@lucide/svelte/icons/building-complex'
import Check from '@lucide/svelte/icons/check'
import ChevronDown from '@lucide/svelte/icons/chevron-down'
import ChevronRight from '@lucide/svelte/icons/chevron-right'
import ChevronUp from '@lucide/svelte/icons/chevron-up'
import ChevronsUpDown from '@lucide/svelte/icons/chevrons-up-down'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import Clock from '@lucide/svelte/icons/clock'
import Clock3 from '@lucide/svelte/icons/clock-3'
import ClockAlert from '@lucide/svelte/icons/clock-alert'
import CloudOff from '@lucide/svelte/icons/cloud-off'
import CodeXml from '@lucide/svelte/icons/code-xml'
import Copy from '@lucide/svelte/icons/copy'
import Database from '@lucide/svelte/icons/database'
import Download from '@lucide/svelte/icons/download'
import Ellipsis from '@lucide/svelte/icons/ellipsis'
import ExternalLink from '@lucide/svelte/icons/external-link'
import Eye from '@lucide/svelte/icons/eye'
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
import ListFilter from '@lucide/svelte/icons/list-filter'
import ListPlus from '@lucide/svelte/icons/list-plus'
import Lock from '@lucide/svelte/icons/lock'
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole'
import Mail from '@lucide/svelte/icons/mail'
import MapPin from '@lucide/svelte/icons/map-pin'
import MessageSquare from '@lucide/svelte/icons/message-square'
import Mic from '@lucide/svelte/icons/mic'
import Minus from '@lucide/svelte/icons/minus'
import PanelRight from '@lucide/svelte/icons/panel-right'
import Paperclip from '@lucide/svelte/icons/paperclip'
import Pause from '@lucide/svelte/icons/pause'
import Pencil from '@lucide/svelte/icons/pencil'
import Phone from '@lucide/svelte/icons/phone'
import Pipette from '@lucide/svelte/icons/pipette'
import Play from '@lucide/svelte/icons/play'
import Plug from '@lucide/svelte/icons/plug'
import Plus from '@lucide/svelte/icons/plus'
import QrCode from '@lucide/svelte/icons/qr-code'
import RefreshCw from '@lucide/svelte/icons/refresh-cw'
import Reply from '@lucide/svelte/icons/reply'
import RotateCcw from '@lucide/svelte/icons/rotate-ccw'
import RotateCw from '@lucide/svelte/icons/rotate-cw'
import Search from '@lucide/svelte/icons/search'
import SearchX from '@lucide/svelte/icons/search-x'
import Send from '@lucide/svelte/icons/send'
import ServerOff from '@lucide/svelte/icons/server-off'
import Settings2 from '@lucide/svelte/icons/settings-2'
import ShieldAlert from '@lucide/svelte/icons/shield-alert'
import ShieldCheck from '@lucide/svelte/icons/shield-check'
import ShoppingBag from '@lucide/svelte/icons/shopping-bag'
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal'
import Square from '@lucide/svelte/icons/square'
import SquareCode from '@lucide/svelte/icons/square-code'
import SquarePen from '@lucide/svelte/icons/square-pen'
import Sticker from '@lucide/svelte/icons/sticker'
import SunMoon from '@lucide/svelte/icons/sun-moon'
import Terminal from '@lucide/svelte/icons/terminal'
import TextSearch from '@lucide/svelte/icons/text-search'
import Timer from '@lucide/svelte/icons/timer'
import Trash from '@lucide/svelte/icons/trash'
import Unplug from '@lucide/svelte/icons/unplug'
import UserRound from '@lucide/svelte/icons/user-round'
import Users from '@lucide/svelte/icons/users'
import Video from '@lucide/svelte/icons/video'
import Workflow from '@lucide/svelte/icons/workflow'
import Wrench from '@lucide/svelte/icons/wrench'
import X from '@lucide/svelte/icons/x'
import Zap from '@lucide/svelte/icons/zap'

export const icons = {
  'app-window': AppWindow,
  'arrow-down-wide-narrow': ArrowDownWideNarrow,
  ban: Ban,
  bell: Bell,
  bot: Bot,
  'building-complex': BuildingComplex,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  'chevrons-up-down': ChevronsUpDown,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dashed': CircleDashed,
  'circle-dot': CircleDot,
  'circle-question-mark': CircleQuestionMark,
  'circle-x': CircleX,
  clock: Clock,
  'clock-3': Clock3,
  'clock-alert': ClockAlert,
  'cloud-off': CloudOff,
  'code-xml': CodeXml,
  copy: Copy,
  database: Database,
  download: Download,
  ellipsis: Ellipsis,
  'external-link': ExternalLink,
  eye: Eye,
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
  'list-filter': ListFilter,
  'list-plus': ListPlus,
  lock: Lock,
  'lock-keyhole': LockKeyhole,
  mail: Mail,
  'map-pin': MapPin,
  'message-square': MessageSquare,
  mic: Mic,
  minus: Minus,
  'panel-right': PanelRight,
  paperclip: Paperclip,
  pause: Pause,
  pencil: Pencil,
  phone: Phone,
  pipette: Pipette,
  play: Play,
  plug: Plug,
  plus: Plus,
  'qr-code': QrCode,
  'refresh-cw': RefreshCw,
  reply: Reply,
  'rotate-ccw': RotateCcw,
  'rotate-cw': RotateCw,
  search: Search,
  'search-x': SearchX,
  send: Send,
  'server-off': ServerOff,
  'settings-2': Settings2,
  'shield-alert': ShieldAlert,
  'shield-check': ShieldCheck,
  'shopping-bag': ShoppingBag,
  'sliders-horizontal': SlidersHorizontal,
  square: Square,
  'square-code': SquareCode,
  'square-pen': SquarePen,
  sticker: Sticker,
  'sun-moon': SunMoon,
  terminal: Terminal,
  'text-search': TextSearch,
  timer: Timer,
  trash: Trash,
  unplug: Unplug,
  'user-round': UserRound,
  users: Users,
  video: Video,
  workflow: Workflow,
  wrench: Wrench,
  x: X,
  zap: Zap,
}

export type IconName = keyof typeof icons
