import { drawsAsWords } from '../tests/drawing'

drawsAsWords(1, 4)
