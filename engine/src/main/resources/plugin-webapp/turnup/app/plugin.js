// Orders on Cockpit's dashboard: find one, finished ones too, see why it waits and what is next.
// Every text is set as text, never as markup.

const KINDS = {
  PERSON: 'a person',
  MESSAGE: 'word from outside',
  OUTSIDE_CALL: 'an outside system',
  JOB: 'Turnup'
};

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else {
      made.setAttribute(key, value);
    }
  });
  made.append(...children);
  return made;
}

function time(instant) {
  return instant
    ? new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
    : '–';
}

function stateOf(order) {
  return element('span', { class: 'turnup-state ' + order.state }, order.state);
}

function table(headings, rows) {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...headings.map((each) => element('th', {}, each)))),
    element(
      'tbody',
      {},
      ...rows.map((cells) => element('tr', {}, ...cells.map((each) => element('td', {}, each))))
    )
  );
}

class Orders {
  constructor(node, api) {
    this.api = api;
    this.results = element('div', { 'aria-live': 'polite' });
    this.input = element('input', {
      type: 'search',
      class: 'form-control',
      name: 'find',
      placeholder: 'Order number, customer id or name',
      'aria-label': 'Order number or customer',
      maxlength: '255'
    });
    const form = element(
      'form',
      {
        submit: (event) => {
          event.preventDefault();
          this.find(this.input.value);
        }
      },
      this.input,
      element('button', { type: 'submit', class: 'btn btn-default' }, 'Find')
    );
    node.append(
      element(
        'section',
        { class: 'turnup', id: 'turnup-orders' },
        element('h3', {}, 'Orders'),
        form,
        this.results
      )
    );
  }

  async read(url, options) {
    const answer = await fetch(url, {
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-XSRF-TOKEN': this.api.CSRFToken
      },
      ...options
    });
    if (!answer.ok) {
      throw new Error(
        answer.status === 404 ? 'There is no such order.' : 'Not answered: ' + answer.status
      );
    }
    return answer.json();
  }

  orders(path) {
    return this.read(`${this.api.cockpitApi}/plugin/turnup/${this.api.engine}/orders${path}`);
  }

  async attempt(work) {
    try {
      await work();
    } catch (problem) {
      this.results.replaceChildren(element('p', { class: 'turnup-soft' }, problem.message));
    }
  }

  find(text) {
    return this.attempt(async () => {
      const found = await this.orders('?find=' + encodeURIComponent(text));
      if (found.length === 1) {
        await this.show(found[0].number);
      } else if (found.length === 0) {
        this.results.replaceChildren(
          element('p', { class: 'turnup-soft' }, 'No order has this number or customer.')
        );
      } else {
        this.list(found);
      }
    });
  }

  list(found) {
    this.results.replaceChildren(
      table(
        ['Order', 'Customer', 'State', 'Ordered'],
        found.map((order) => [
          this.linkTo(order.number),
          `${order.customer} (${order.customerId})`,
          stateOf(order),
          time(order.ordered)
        ])
      )
    );
  }

  linkTo(number) {
    return element(
      'a',
      {
        href: '#/dashboard',
        click: (event) => {
          event.preventDefault();
          this.attempt(() => this.show(number));
        }
      },
      number
    );
  }

  async show(number) {
    const order = await this.orders('/' + encodeURIComponent(number));
    const instances = await this.instancesOf(number);
    this.results.replaceChildren(
      element(
        'h4',
        {},
        `${order.number}  `,
        stateOf(order),
        `  ${order.customer} `,
        element('a', { href: '/orders/' + order.number, target: '_blank', rel: 'noopener' }, 'its page')
      ),
      element('p', { class: 'turnup-why' }, order.why),
      this.facts(order),
      element(
        'div',
        { class: 'turnup-columns' },
        element('div', {}, ...this.nextOf(order), ...this.running(instances)),
        element('div', {}, ...this.timelineOf(order))
      )
    );
  }

  facts(order) {
    const fact = (name, value) =>
      element('div', {}, element('span', {}, name + ' '), value || '–');
    return element(
      'div',
      { class: 'turnup-facts' },
      fact('Ordered', time(order.ordered)),
      fact('Requested', time(order.requested)),
      fact('Promised', order.promised),
      fact('Projected', order.projected),
      fact('Ended', time(order.ended))
    );
  }

  nextOf(order) {
    if (order.next.length === 0) {
      return [];
    }
    return [
      element('h4', {}, 'What is next'),
      table(
        ['Step', 'Moved by', 'Due'],
        order.next.map((event) => [event.label, event.who || KINDS[event.kind], time(event.due)])
      )
    ];
  }

  /** Cockpit's own question, so that it shows what this login may see. */
  instancesOf(number) {
    return this.read(`${this.api.engineApi}/process-instance?maxResults=50`, {
      method: 'POST',
      body: JSON.stringify({ businessKey: number })
    });
  }

  running(instances) {
    const heading = element('h4', {}, 'Running instances');
    if (instances.length === 0) {
      return [heading, element('p', { class: 'turnup-soft' }, 'None is running.')];
    }
    return [
      heading,
      table(
        ['Process', 'Instance'],
        instances.map((each) => [
          each.definitionKey || each.definitionId.split(':')[0],
          element('a', { href: `#/process-instance/${each.id}/runtime` }, each.id)
        ])
      )
    ];
  }

  timelineOf(order) {
    return [
      element('h4', {}, 'Timeline'),
      element(
        'div',
        { class: 'turnup-timeline' },
        table(
          ['When', 'What', 'By'],
          order.timeline.map((entry) => [time(entry.at), entry.text, entry.actor])
        )
      )
    ];
  }
}

export default {
  id: 'turnup-orders',
  pluginPoint: 'cockpit.dashboard',
  priority: 100,
  render: (node, { api }) => new Orders(node, api)
};
