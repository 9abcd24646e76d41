import { drawsAsWords } from '../tests/drawing'

drawsAsWords(3, 4)
