import type { en } from './messages.en';

export const es: typeof en = {
  title: 'Mi plan',
  sub: 'Es tuyo. Funciona sin señal.',
  jump: { people: 'Personas', professionals: 'Profesionales', after: 'Después' },
  jumpLabel: 'Ir a',
  callHeading: 'Personas a quienes puedo llamar',
  stepsHeading: 'Cuando se pone difícil',
  stepsSub:
    'Empieza por donde quieras. Puedes cambiarlo cuando quieras, y solo tú lo ves si no lo compartes.',
  step: (number: number) => `Paso ${number}`,
  steps: {
    warning_signs: {
      title: 'Señales de que se pone difícil',
      ask: '¿Qué notas primero? Pensamientos, emociones, lugares, horas del día.',
    },
    alone: {
      title: 'Lo que puedo hacer por mi cuenta',
      ask: 'Cosas que ayudan un rato, sin necesitar a nadie más.',
    },
    distraction: {
      title: 'Personas y lugares que me distraen',
      ask: 'Personas y lugares que te ayudan a pensar en otra cosa.',
    },
    people_help: {
      title: 'Personas a quienes puedo pedir ayuda',
      ask: '¿Quién querría saberlo? Puedes anotar qué ayuda cuando contestan.',
    },
    professionals: {
      title: 'Profesionales',
      ask: 'Tu equipo de consejería, tu clínica, un lugar cercano.',
    },
    surroundings: {
      title: 'Un entorno más seguro',
      ask: '¿Qué se puede guardar, entregar o evitar por ahora?',
    },
  },
  afterHeading: 'Después del programa',
  afterSub: 'Puedes empezar mucho antes del último día. Sigue siendo tuyo.',
  afterLink: 'Recursos y un saludo',
  sections: {
    continued_therapy: {
      title: 'Seguir con terapia',
      ask: '¿Con quién, dónde, cada cuánto? ¿Cuándo es la primera cita?',
    },
    support_groups: { title: 'Grupos de apoyo', ask: '¿Cuáles, qué día, quién te acompaña?' },
    housing: { title: 'Vivienda', ask: 'Dónde vas a vivir y a quién preguntar si eso cambia.' },
    work_school: {
      title: 'Trabajo y estudios',
      ask: 'El próximo paso pequeño y quién puede ayudar.',
    },
    medication: {
      title: 'Medicamentos',
      ask: 'Como indique quien te los receta. Recargas, farmacia, preguntas.',
    },
    people: { title: 'Personas', ask: 'De quién mantenerte cerca y cada cuánto.' },
    healthy_routines: {
      title: 'Rutinas saludables',
      ask: 'Dormir, comer, moverte, cosas que te gustan.',
    },
    warning_signs: {
      title: 'Señales de alerta y plan de emergencia',
      ask: '¿Qué te diría que es hora de llamar? ¿A quién primero?',
    },
  },
  nothingYet: 'Todavía no hay nada aquí',
  linesLabel: 'Una cosa por línea',
  linesFull: 'Aquí caben diez líneas.',
  lineLong: 'Cada línea puede tener hasta 200 caracteres.',
  edit: (title: string) => `Cambiar: ${title}`,
  addPerson: 'Agregar una persona',
  person: {
    title: 'Una persona a quien llamar',
    name: 'Nombre',
    phone: 'Número de teléfono',
    kind: 'Quién es para ti',
    needName: 'Un nombre te ayuda a encontrarla.',
    needPhone: 'Un número con al menos 3 cifras, por favor.',
    full: 'Aquí caben diez personas.',
  },
  kinds: {
    family: 'Familia',
    friend: 'Amistad',
    peer: 'Alguien del grupo',
    sponsor: 'Padrino o madrina',
    professional: 'Profesional',
    other: 'Otra persona',
  },
  call: (name: string) => `Llamar a ${name}`,
  text: (name: string) => `Enviar un mensaje a ${name}`,
  noPeople: 'Las personas que agregues quedan aquí, a un toque.',
  moreNumbers: 'Más números, de día y de noche',
  unconfirmed:
    'Lo que escribiste antes sigue ahí. Está cerrado en este teléfono hasta que lo confirmes. Lo que escribas aquí se suma entonces.',
  confirm: 'Confirmar este teléfono',
  refused:
    'Guardado en este teléfono. No se pudo guardar en tu cuenta: hazlo un poco más corto, por favor.',
  joined: 'También se cambió en otro dispositivo. Ahora están aquí los dos textos.',
  notKept: 'Este teléfono no pudo guardarlo. Libera un poco de espacio y guarda otra vez.',
  own: 'Para mí',
  days: 'Mis días',
  milestones: 'Logros',
  daysAbout: 'Solo tú ves esto.',
  goals: 'Mis metas',
};
