import { drawsAsWords } from '../tests/drawing'

drawsAsWords(2, 4)
